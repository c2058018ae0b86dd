"""What comes from an address: pages and feeds, fetched politely."""
