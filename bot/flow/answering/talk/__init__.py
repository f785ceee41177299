"""What colleagues say that is no answer yet: questions back, files, words of somebody not listed or in the wrong place."""
