"""From taking a question to its published end: taken, asked, replied, proposed, approved, published, redirected, closed."""
