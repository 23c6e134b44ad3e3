"""Files as strangers bring them, whole and faulty."""
