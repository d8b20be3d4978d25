"""Constraints in the latent space of the melody VAE: critics, actors, their training, and what they do to latents."""
