"""Which day it is: the last one known, an earlier one, days off and business hours."""
