"""The design system: tokens, palette, fonts, icons, style sheet."""
