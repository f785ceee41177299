"""What happens on the page: a question arrives, changes, is collected, goes on, or is answered by hand."""
