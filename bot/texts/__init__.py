"""The sentences for people in three languages (`nb.toml`, `nn.toml`, `en.toml`), and their lookup."""
