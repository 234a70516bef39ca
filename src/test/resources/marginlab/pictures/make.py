#!/usr/bin/env python3
"""Draws a picture, has several programs encode it in every way that people's images come in, and writes the pixels that
libjpeg-turbo, libpng and libwebp give for each, as OpenCV and Pillow hand them out: see README.md. Run in this folder."""

import io
import os
import shutil
import struct
import subprocess
import tempfile
import zlib

import cv2
import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 37, 29
WORK = tempfile.mkdtemp()
ROWS = []


def drawn(width=WIDTH, height=HEIGHT):
    y, x = np.mgrid[0:height, 0:width]
    red = 60 + 150 * x / max(1, width - 1)
    green = 50 + 140 * y / max(1, height - 1)
    blue = 200 - 120 * (x + y) / max(1, width + height - 2)
    picture = np.stack([red, green, blue], 2)
    disc = (x - width * 0.35) ** 2 + (y - height * 0.4) ** 2 < (min(width, height) * 0.25) ** 2
    picture[disc] = (230, 190, 160)
    bar = (abs(x - width * 0.75) < width * 0.08) & (y > height * 0.3)
    picture[bar] = (40, 60, 150)
    picture[(x < width * 0.2) & (y > height * 0.75)] = (200, 30, 40)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


RGB = drawn()
TINY = drawn(5, 3)
GREY = cv2.cvtColor(RGB, cv2.COLOR_RGB2GRAY)
ALPHA = np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))


def run(*command, data=None):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def ppm(picture):
    kind = b"P6" if picture.ndim == 3 else b"P5"
    return kind + b"\n%d %d\n255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes()


def cjpeg(*options, picture=RGB):
    return run("cjpeg", *options, data=ppm(picture))


def scans(text):
    path = os.path.join(WORK, "scans")
    with open(path, "w") as file:
        file.write(text)
    return path


def pillow(picture, kind, **options):
    out = io.BytesIO()
    (picture if isinstance(picture, Image.Image) else Image.fromarray(picture)).save(out, kind, **options)
    return out.getvalue()


def opencv(picture, kind, *options):
    return cv2.imencode("." + kind, picture[..., ::-1] if picture.ndim == 3 and picture.shape[2] == 3 else picture, options)[1].tobytes()


def magick(target, *options, picture=RGB):
    return run("convert", "ppm:-" if picture.ndim == 3 else "pgm:-", *options, target + ":-", data=ppm(picture))


def segments(jpeg):
    """Marker and bytes of each segment before the first scan, and the rest."""
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        size = struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        found.append((jpeg[at + 1], jpeg[at:at + 2 + size]))
        at += 2 + size
    return found, jpeg[at:]


def without(jpeg, *markers):
    found, rest = segments(jpeg)
    return jpeg[:2] + b"".join(one for marker, one in found if marker not in markers) + rest


def having(jpeg, segment):
    return jpeg[:2] + segment + jpeg[2:]


def adobe(transform):
    return b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])


def frame(jpeg):
    at = 2
    while not (0xC0 <= jpeg[at + 1] <= 0xCF and jpeg[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
    return at


def renamed(jpeg, ids):
    """The same JPEG whose components have other names."""
    changed, at = bytearray(jpeg), frame(jpeg)
    names = {}
    for c, name in enumerate(ids):
        names[changed[at + 10 + 3 * c]] = name
        changed[at + 10 + 3 * c] = name
    scan = changed.index(b"\xff\xda", at)
    for c in range(changed[scan + 4]):
        changed[scan + 5 + 2 * c] = names[changed[scan + 5 + 2 * c]]
    return bytes(changed)


def patched(data, at, *values):
    changed = bytearray(data)
    changed[at:at + len(values)] = bytes(values)
    return bytes(changed)


def tiff(orientation, order="<", kind=3):
    value = struct.pack(order + ("HHI" if kind == 3 else "HHI"), 0x0112, kind, 1)
    value += struct.pack(order + ("HH" if kind == 3 else "I"), *((orientation, 0) if kind == 3 else (orientation,)))
    entries = struct.pack(order + "HHIHH", 0x0100, 3, 1, 9, 0) + value
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, 2) + entries + struct.pack(order + "I", 0)


def app1(content):
    return b"\xff\xe1" + struct.pack(">H", 2 + len(content)) + content


def exif(orientation, order="<"):
    return app1(b"Exif\0\0" + tiff(orientation, order))


def profile():
    """A colour profile that a program which applies it would show by far: red and blue change places."""
    from PIL import ImageCms
    icc = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", icc[128:132])[0]
    tags = {bytes(icc[132 + 12 * i:136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    icc[red + 4:red + 12], icc[blue + 4:blue + 12] = icc[blue + 4:blue + 12], icc[red + 4:red + 12]
    return bytes(icc)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_with(png, name, content, last=False):
    at = len(png) - 12 if last else 33
    return png[:at] + chunk(name, content) + png[at:]


def png_raw(bits, kind, rows, palette=b"", more=b""):
    """A PNG of a colour type and depth that no program here writes as it is asked to."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, kind, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + palette + more + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def packed(levels, bits):
    """Rows of levels of 1, 2 or 4 bits."""
    rows = []
    for row in levels:
        text = "".join(format(int(v), "0%db" % bits) for v in row)
        text += "0" * (-len(text) % 8)
        rows.append(bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)))
    return rows


def deep(picture):
    """16 bits a sample whose lower bytes are not the upper ones."""
    return picture.astype(np.uint16) * 256 + (255 - picture)


def inverted_cmyk(rgb):
    """The four planes as Adobe stores them."""
    key = rgb.max(2).astype(int)
    planes = np.where(key[..., None] > 0, np.rint(255.0 * rgb / np.maximum(key, 1)[..., None]), 255)
    return np.dstack([planes, key]).astype(np.uint8)


def four(planes, transform=None, **options):
    """A JPEG of four planes as they are, with Adobe's marker or without."""
    image = Image.merge("CMYK", [Image.fromarray(255 - np.ascontiguousarray(planes[..., c])) for c in range(4)])
    jpeg = without(pillow(image, "JPEG", quality=92, **options), 0xEE, 0xE0)
    return jpeg if transform is None else having(jpeg, adobe(transform))


def ycck(rgb):
    stored = inverted_cmyk(rgb)
    luma = cv2.cvtColor(255 - np.ascontiguousarray(stored[..., :3]), cv2.COLOR_RGB2YCrCb)
    return np.dstack([luma[..., 0], luma[..., 2], luma[..., 1], stored[..., 3]])


def pixels(data):
    """What Pillow makes of it, turned upright, in colour, without transparency."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if image.mode.startswith("I"):
        grey = np.array(image)
        return np.dstack([(grey >> 8).astype(np.uint8)] * 3)
    if image.mode == "P":
        return np.array(image.convert("RGBA"))[..., :3]
    if image.mode in ("RGBA", "LA"):
        return np.array(image.convert("RGBA"))[..., :3]
    return np.array(image.convert("RGB"))


def write_expected(name, chosen):
    os.makedirs("expected", exist_ok=True)
    Image.fromarray(np.ascontiguousarray(chosen)).save("expected/" + name + ".png", optimize=True)


def add(name, data, encoder, most=0, refused="", pillow_alone=""):
    """
    most: how far OpenCV's pixels may be from those that are written, which are Pillow's then; refused: how marginlab has to call
    it; pillow_alone: why OpenCV 4.6 does not count.
    """
    with open(name, "wb") as file:
        file.write(data)
    if pillow_alone:
        write_expected(name, pixels(data))
    elif not refused:
        seen = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        seen = None if seen is None else seen[..., ::-1]
        other = pixels(data)
        if seen is None or seen.shape != other.shape:
            print(name, "OpenCV", None if seen is None else seen.shape, "Pillow", other.shape)
        else:
            apart = abs(seen.astype(int) - other).max()
            if apart > most:
                print(name, "OpenCV and Pillow are", apart, "apart")
        write_expected(name, other if most else seen)
    ROWS.append("\t".join([name, encoder, refused]))


def jpegs():
    for sampling in ["1x1", "2x1", "1x2", "2x2", "4x1", "4x2", "1x4", "2x4"]:
        add("sampling-%s.jpg" % sampling, cjpeg("-quality", "85", "-sample", sampling), "cjpeg")
        add("progressive-%s.jpg" % sampling, cjpeg("-quality", "85", "-progressive", "-sample", sampling), "cjpeg")
    add("sampling-mixed.jpg", cjpeg("-quality", "85", "-sample", "2x2,1x2,2x1"), "cjpeg")
    add("sampling-chroma-finer.jpg", cjpeg("-quality", "85", "-sample", "1x1,2x2,1x2"), "cjpeg")
    for sampling in ["1x1", "2x1", "1x2", "2x2"]:
        add("tiny-%s.jpg" % sampling, cjpeg("-quality", "85", "-sample", sampling, picture=TINY), "cjpeg")
    add("restarts.jpg", cjpeg("-quality", "70", "-restart", "1", "-sample", "2x2"), "cjpeg")
    add("optimised.jpg", cjpeg("-quality", "70", "-optimize", "-sample", "2x1"), "cjpeg")
    add("dct-fast-low.jpg", cjpeg("-quality", "5", "-dct", "fast", "-sample", "2x2"), "cjpeg")
    add("quality-100.jpg", cjpeg("-quality", "100", "-sample", "1x1"), "cjpeg")
    add("scan-a-component.jpg", cjpeg("-quality", "85", "-sample", "2x2", "-scans", scans("0;\n1;\n2;\n")), "cjpeg")
    add("two-scans-1x2.jpg", cjpeg("-quality", "85", "-sample", "1x2", "-scans", scans("0;\n1 2;\n")), "cjpeg")
    add("arithmetic-2x2.jpg", cjpeg("-quality", "85", "-arithmetic", "-sample", "2x2"), "cjpeg")
    add("arithmetic-1x2.jpg", cjpeg("-quality", "85", "-arithmetic", "-sample", "1x2"), "cjpeg")
    add("arithmetic-progressive.jpg", cjpeg("-quality", "85", "-arithmetic", "-progressive", "-sample", "2x1"), "cjpeg")
    add("arithmetic-grey.jpg", cjpeg("-quality", "85", "-arithmetic", "-grayscale"), "cjpeg")
    add("grey.jpg", cjpeg("-quality", "85", "-grayscale"), "cjpeg")
    add("grey-progressive.jpg", cjpeg("-quality", "85", "-grayscale", "-progressive"), "cjpeg")
    add("grey-sampling-2x2.jpg", cjpeg("-quality", "85", "-grayscale", "-sample", "2x2"), "cjpeg")
    for name, options in [("full", ["-sample", "1x1"]), ("halved", ["-sample", "2x2"]), ("row", ["-sample", "1x2"])]:
        plain = cjpeg("-quality", "90", *options)
        bare = without(plain, 0xE0)
        add("no-jfif-%s.jpg" % name, bare, "cjpeg, APP0 taken out")
        add("no-jfif-ids-0-1-2-%s.jpg" % name, renamed(bare, (0, 1, 2)), "cjpeg, patched")
        add("no-jfif-ids-rgb-small-%s.jpg" % name, renamed(bare, (114, 103, 98)), "cjpeg, patched")
        add("adobe-1-%s.jpg" % name, having(bare, adobe(1)), "cjpeg, patched")
        add("jfif-adobe-0-%s.jpg" % name, having(plain, adobe(0)), "cjpeg, patched")
        add("jfif-ids-rgb-%s.jpg" % name, renamed(plain, (82, 71, 66)), "cjpeg, patched")
    rgb = cjpeg("-quality", "90", "-rgb")
    add("rgb.jpg", rgb, "cjpeg -rgb")
    add("rgb-no-adobe.jpg", without(rgb, 0xEE), "cjpeg -rgb, APP14 taken out")
    add("rgb-adobe-ids-1-2-3.jpg", renamed(rgb, (1, 2, 3)), "cjpeg -rgb, patched")
    add("rgb-sampling-2x2.jpg", cjpeg("-quality", "90", "-rgb", "-sample", "2x2"), "cjpeg -rgb")
    add("rgb-progressive.jpg", cjpeg("-quality", "90", "-rgb", "-progressive"), "cjpeg -rgb")
    add("cmyk.jpg", pillow(Image.fromarray(255 - inverted_cmyk(RGB), "CMYK"), "JPEG", quality=92), "Pillow", 2)
    add("cmyk-no-adobe.jpg", four(inverted_cmyk(RGB)), "Pillow, APP14 taken out", 2)
    add("cmyk-adobe-0.jpg", four(inverted_cmyk(RGB), 0), "Pillow, patched", 2)
    add("cmyk-progressive.jpg", four(inverted_cmyk(RGB), 0, progressive=True), "Pillow, patched", 2)
    add("cmyk-magick.jpg", magick("jpeg", "-colorspace", "CMYK", "-quality", "90"), "ImageMagick", 2)
    add("ycck.jpg", four(ycck(RGB), 2), "Pillow, patched", 2)
    add("ycck-progressive.jpg", four(ycck(RGB), 2, progressive=True), "Pillow, patched", 2)
    add("ycck-magick.jpg", magick("jpeg", "-colorspace", "CMYK", "-sampling-factor", "2x2", "-quality", "90"), "ImageMagick", 2)
    base = cjpeg("-quality", "90", "-sample", "2x2")
    for orientation in range(1, 9):
        add("orientation-%d.jpg" % orientation, having(base, exif(orientation)), "cjpeg, Exif put in")
    add("orientation-6-big-endian.jpg", having(base, exif(6, ">")), "cjpeg, Exif put in")
    add("orientation-6-pillow.jpg", pillow(RGB, "JPEG", quality=90, exif=b"Exif\0\0" + tiff(6)), "Pillow")
    add("orientation-8-after-xmp.jpg", having(having(base, exif(8)), app1(b"http://ns.adobe.com/xap/1.0/\0<x/>")), "cjpeg, Exif put in",
        pillow_alone="looks for Exif in the first APP1 alone")
    add("orientation-3-exif-alone.jpg", having(without(base, 0xE0), exif(3)), "cjpeg, Exif for APP0")
    add("orientation-7-grey.jpg", having(cjpeg("-grayscale"), exif(7)), "cjpeg, Exif put in")
    add("orientation-5-cmyk.jpg", having(four(inverted_cmyk(RGB), 0), exif(5)), "Pillow, patched", 2)
    add("orientation-0.jpg", having(base, exif(0)), "cjpeg, Exif put in")
    add("orientation-9.jpg", having(base, exif(9)), "cjpeg, Exif put in")
    add("profile.jpg", pillow(RGB, "JPEG", quality=90, icc_profile=profile()), "Pillow")
    add("profile-grey.jpg", pillow(GREY, "JPEG", quality=90, icc_profile=profile()), "Pillow")
    for subsampling in range(3):
        add("pillow-%d.jpg" % subsampling, pillow(RGB, "JPEG", quality=80, subsampling=subsampling), "Pillow")
    add("pillow-progressive.jpg", pillow(RGB, "JPEG", quality=80, progressive=True, optimize=True), "Pillow")
    add("opencv.jpg", opencv(RGB, "jpg", cv2.IMWRITE_JPEG_QUALITY, 95), "OpenCV")
    add("opencv-progressive.jpg", opencv(RGB, "jpg", cv2.IMWRITE_JPEG_PROGRESSIVE, 1), "OpenCV")
    add("opencv-restarts.jpg", opencv(RGB, "jpg", cv2.IMWRITE_JPEG_RST_INTERVAL, 2), "OpenCV")
    add("opencv-grey.jpg", opencv(GREY, "jpg"), "OpenCV")
    add("magick.jpg", magick("jpeg", "-quality", "75"), "ImageMagick")
    add("magick-444.jpg", magick("jpeg", "-quality", "92", "-sampling-factor", "4:4:4"), "ImageMagick")
    add("magick-422.jpg", magick("jpeg", "-quality", "92", "-sampling-factor", "4:2:2"), "ImageMagick")
    add("magick-interlaced.jpg", magick("jpeg", "-interlace", "JPEG"), "ImageMagick")
    add("jpegtran-progressive.jpg", run("jpegtran", "-progressive", "-copy", "all", data=base), "cjpeg, jpegtran")
    add("jpegtran-turned.jpg", run("jpegtran", "-rotate", "90", data=cjpeg("-sample", "2x1")), "cjpeg, jpegtran")
    source = os.path.join(WORK, "source.png")
    Image.fromarray(RGB).save(source)
    target = os.path.join(WORK, "jdk.jpg")
    run("java", "JdkEncoder.java", source, target)
    with open(target, "rb") as file:
        add("jdk.jpg", file.read(), "JDK")
    at = frame(base)
    add("refused-12-bit.jpg", patched(patched(base, at + 1, 0xC1), at + 4, 12), "cjpeg, patched", refused="12 bits a sample")
    add("refused-lossless.jpg", patched(base, at + 1, 0xC3), "cjpeg, patched", refused="lossless")
    add("refused-hierarchical.jpg", patched(base, at + 1, 0xC5), "cjpeg, patched", refused="hierarchical")
    two = bytearray(without(cjpeg("-grayscale"), 0xE0))
    at = frame(two)
    two[at + 3], two[at + 9] = two[at + 3] + 3, 2
    two[at + 13:at + 13] = b"\x02\x11\x00"
    add("refused-two-components.jpg", bytes(two), "cjpeg, patched", refused="2 components")


def pngs():
    add("rgb.png", pillow(RGB, "PNG"), "Pillow")
    add("rgba.png", pillow(np.dstack([RGB, ALPHA]), "PNG"), "Pillow")
    add("grey.png", pillow(GREY, "PNG"), "Pillow")
    add("grey-alpha.png", pillow(np.dstack([GREY, ALPHA]), "PNG"), "Pillow")
    quantised = Image.fromarray(RGB).quantize(200)
    add("palette.png", pillow(quantised, "PNG"), "Pillow")
    add("palette-transparent.png", pillow(quantised, "PNG", transparency=bytes(range(0, 200))), "Pillow")
    for bits in (1, 2, 4):
        few = Image.fromarray(RGB).quantize(1 << bits)
        add("palette-%d-bit.png" % bits, pillow(few, "PNG", bits=bits), "Pillow")
        add("grey-%d-bit.png" % bits, png_raw(bits, 0, packed(GREY >> (8 - bits), bits)), "written by hand")
    wide = deep(RGB)
    add("rgb-16-bit.png", cv2.imencode(".png", wide[..., ::-1])[1].tobytes(), "OpenCV")
    add("grey-16-bit.png", cv2.imencode(".png", deep(GREY))[1].tobytes(), "OpenCV")
    add("rgba-16-bit.png", cv2.imencode(".png", np.dstack([wide[..., ::-1], deep(ALPHA)]))[1].tobytes(), "OpenCV")
    both = np.dstack([deep(GREY), deep(ALPHA)]).astype(">u2")
    add("grey-alpha-16-bit.png", png_raw(16, 4, [row.tobytes() for row in both]), "written by hand")
    key = struct.pack(">HHH", 230, 190, 160)
    add("rgb-one-transparent.png", png_with(pillow(RGB, "PNG"), b"tRNS", key), "Pillow, tRNS put in")
    add("grey-one-transparent.png", png_with(pillow(GREY, "PNG"), b"tRNS", struct.pack(">H", int(GREY[12, 12]))), "Pillow, tRNS put in")
    for name, options in [("rgb", []), ("grey", ["-colorspace", "Gray"]), ("palette", ["-colors", "16", "-type", "Palette"])]:
        add("interlaced-%s.png" % name, magick("png", *options, "-interlace", "PNG"), "ImageMagick")
    add("gamma.png", png_with(pillow(RGB, "PNG"), b"gAMA", struct.pack(">I", 100000)), "Pillow, gAMA put in")
    add("profile.png", pillow(RGB, "PNG", icc_profile=profile()), "Pillow")
    add("orientation-6.png", png_with(pillow(RGB, "PNG"), b"eXIf", tiff(6)), "Pillow, eXIf put in")
    add("orientation-8-at-the-end.png", png_with(pillow(RGB, "PNG"), b"eXIf", tiff(8, ">"), last=True), "Pillow, eXIf put in")
    add("opencv.png", opencv(RGB, "png"), "OpenCV")
    add("tiny.png", pillow(TINY, "PNG"), "Pillow")


def others():
    add("lossy.webp", pillow(RGB, "WEBP", quality=80), "Pillow")
    add("lossy-method-6.webp", pillow(RGB, "WEBP", quality=40, method=6), "Pillow")
    add("lossless.webp", pillow(RGB, "WEBP", lossless=True), "Pillow")
    add("lossy-alpha.webp", pillow(np.dstack([RGB, ALPHA]), "WEBP", quality=80), "Pillow")
    add("lossless-alpha.webp", pillow(np.dstack([RGB, ALPHA]), "WEBP", lossless=True, exact=True), "Pillow")
    add("opencv.webp", opencv(RGB, "webp", cv2.IMWRITE_WEBP_QUALITY, 90), "OpenCV")
    add("profile.webp", pillow(RGB, "WEBP", quality=80, icc_profile=profile()), "Pillow")
    add("orientation-6.webp", pillow(RGB, "WEBP", quality=80, exif=b"Exif\0\0" + tiff(6)), "Pillow",
        pillow_alone="turns no WebP")
    add("tiny.webp", pillow(TINY, "WEBP", quality=80), "Pillow")
    frames = [Image.fromarray(RGB), Image.fromarray(RGB[::-1].copy())]
    add("refused-animated.webp", pillow(frames[0], "WEBP", save_all=True, append_images=frames[1:]), "Pillow", refused="an animated WebP")
    add("bits-24.bmp", pillow(RGB, "BMP"), "Pillow")
    add("bits-8-grey.bmp", pillow(GREY, "BMP"), "Pillow")
    add("bits-8-palette.bmp", pillow(Image.fromarray(RGB).quantize(100), "BMP"), "Pillow")
    add("bits-1.bmp", pillow(Image.fromarray(RGB).convert("1"), "BMP"), "Pillow")
    add("bits-32.bmp", opencv(np.dstack([RGB[..., ::-1], ALPHA]), "bmp"), "OpenCV")
    add("opencv.bmp", opencv(RGB, "bmp"), "OpenCV")
    add("opencv-grey.bmp", opencv(GREY, "bmp"), "OpenCV")
    add("bits-4.bmp", magick("bmp3", "-colors", "12", "-type", "Palette"), "ImageMagick")
    add("run-lengths-8.bmp", magick("bmp3", "-colors", "60", "-type", "Palette", "-compress", "RLE"), "ImageMagick",
        pillow_alone="shifts run lengths; ImageMagick reads them as Pillow does")
    add("version-2.bmp", magick("bmp2"), "ImageMagick")
    add("version-4.bmp", magick("bmp"), "ImageMagick")
    for kind in ["RGB565", "RGB555", "ARGB4444"]:
        add("bits-16-%s.bmp" % kind.lower(), magick("bmp", "-define", "bmp:subtype=" + kind), "ImageMagick",
            pillow_alone="reads no masks")
    down = bytearray(pillow(RGB, "BMP"))
    stride = (3 * WIDTH + 3) // 4 * 4
    down[22:26] = struct.pack("<i", -HEIGHT)
    body = bytes(down[54:54 + stride * HEIGHT])
    down[54:54 + stride * HEIGHT] = b"".join(body[i * stride:(i + 1) * stride] for i in reversed(range(HEIGHT)))
    add("top-down.bmp", bytes(down), "Pillow, turned over")


for old in os.listdir("."):
    if old.rsplit(".", 1)[-1] in ("jpg", "png", "webp", "bmp"):
        os.remove(old)
shutil.rmtree("expected", ignore_errors=True)
jpegs()
pngs()
others()
with open("list.tsv", "w") as file:
    file.write("\n".join(["file\tencoder\trefused"] + ROWS) + "\n")
shutil.rmtree(WORK)
