"""CRM tables: small ones, random ones, and other engines and measures beside them."""
