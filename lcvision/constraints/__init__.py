"""Constraints in the latent space of an image VAE: what is stored, and its training."""
