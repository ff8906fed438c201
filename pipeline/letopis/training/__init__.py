"""Training of the model from brat folders; needs the extra `train` (torch)."""
