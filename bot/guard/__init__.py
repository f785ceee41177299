"""What can never be public: a text as a reader sees it, and the numbers of people in it. Pure."""
