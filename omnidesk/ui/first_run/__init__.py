"""What a new workspace asks first: the company, its region, and what protects the deals."""
