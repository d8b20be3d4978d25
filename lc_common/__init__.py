"""What melodies and images share: VAE, critic, actor and trainer primitives. Knows nothing of music, images or Qt."""
