"""The same paper, printed and scanned: each function makes a new file of an old one."""

import io
import subprocess
import tempfile
from pathlib import Path

import img2pdf
import numpy
from PIL import Image, ImageFilter

RESOLUTIONS = [100, 150, 200, 300]
# In inches; what is printed has wider margins.
MOST_SHIFT = 0.2


def scan_jpeg(source, target, rng):
    quality = rng.randint(35, 80)
    _scan(source, target, rng, rng.choice(RESOLUTIONS), lambda page: _jpeg(page, quality))


def scan_bilevel(source, target, rng):
    threshold = rng.randint(120, 190)
    _scan(source, target, rng, rng.choice(RESOLUTIONS), lambda page: _bilevel(page, threshold))


def scan_skewed(source, target, rng):
    skew = rng.choice([-1, 1]) * rng.uniform(1.2, 2)
    _scan(source, target, rng, 150, lambda page: _jpeg(page, 70), skew=skew)


def scan_faint(source, target, rng):
    """Low contrast, grey paper, noise."""
    contrast = rng.uniform(0.35, 0.6)
    _scan(source, target, rng, 150, lambda page: _jpeg(page, 60), contrast=contrast, noise=10)


def _scan(source, target, rng, dpi, encode, skew=None, contrast=None, noise=4):
    """Each page lies a little otherwise: degrees, shift, strength of ink, tone of paper."""
    images = []
    for page in _rendered(source, dpi):
        angle = rng.uniform(-0.8, 0.8) if skew is None else skew
        shift = tuple(int(dpi * rng.uniform(-MOST_SHIFT, MOST_SHIFT)) for _ in range(2))
        page = page.rotate(angle, Image.Resampling.BICUBIC, translate=shift, fillcolor=255)
        page = page.filter(ImageFilter.GaussianBlur(dpi / 300))
        strength = rng.uniform(0.75, 1.0) if contrast is None else contrast
        images.append(encode(_toned(page, rng, strength, rng.uniform(232, 252), noise)))
    Path(target).write_bytes(img2pdf.convert(
        images, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))))


def _toned(page, rng, strength, paper, noise):
    pixels = paper - (255 - numpy.asarray(page, dtype=numpy.float32)) * strength
    grain = numpy.random.default_rng(rng.randint(0, 1 << 30)).normal(0, noise, pixels.shape)
    return Image.fromarray(numpy.clip(pixels + grain, 0, 255).astype(numpy.uint8))


def _jpeg(page, quality):
    data = io.BytesIO()
    page.save(data, "JPEG", quality=quality)
    return data.getvalue()


def _bilevel(page, threshold):
    data = io.BytesIO()
    page.point(lambda value: 255 if value > threshold else 0).convert("1").save(
        data, "TIFF", compression="group4")
    return data.getvalue()


def _rendered(source, dpi):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-q", "-gray", "-r", str(dpi), source, f"{folder}/p"], check=True)
        return [Image.open(path).copy() for path in sorted(Path(folder).iterdir())]
