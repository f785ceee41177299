"""What of somebody's picture may go on: only the picture itself, in two kinds of file, and of a size that can be shown. Pure.

The bytes are taken apart and put together anew from the parts that make up the picture. Where it was taken, when, with
which camera and by whom is in none of them, nor is anything that was hidden behind or between them. Nothing is drawn
anew, so no package is needed and no quality is lost: `docs/decisions/0038-pictures-both-ways.md`.
"""
