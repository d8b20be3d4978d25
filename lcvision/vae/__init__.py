"""VAEs and classifiers of images: models, training, measuring."""
