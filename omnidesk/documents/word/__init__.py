"""Parts of Word documents: elements, named styles, numbering, tables and the finished package."""
