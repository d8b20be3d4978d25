"""Image data sets: MNIST and CelebA in one form."""
