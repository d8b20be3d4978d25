"""The melody VAE: model, sampling, encoding, training."""
