"""Images: MNIST and CelebA on the primitives of ``lc_common``."""
