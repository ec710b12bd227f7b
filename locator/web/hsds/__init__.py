"""The same places as Open Referral HSDS 3.0; the terminal needs its records, no Flask."""
