"""What happens, is asked, is missing, is proposed and is decided; nothing here draws it."""
