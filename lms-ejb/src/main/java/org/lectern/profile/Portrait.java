package org.lectern.profile;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.lectern.shared.Problem;
import org.lectern.shared.ProblemType;

/**
 * A picture of a person: the middle square of what was handed in, drawn anew as a JPEG of 256 × 256 points. A camera that
 * was held sideways says so in its file (Exif), which is lost here, so the picture is turned first.
 */
final class Portrait {

    /** What it is afterwards. */
    static final String CONTENT_TYPE = "image/jpeg";

    private static final int SIDE = 256;

    /** Forty million points, as the largest telephones take. More is a picture that is small as a file and huge in memory. */
    private static final long MOST_POINTS = 40_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private Portrait() {}

    /**
     * Draws it.
     *
     * @param content the bytes that were handed in
     * @return a JPEG
     * @throws Problem of type FILE_TYPE_NOT_ALLOWED when they are no picture, or one with too many points; their number is
     *     looked at before any is read
     */
    static byte[] draw(Path content) {
        // not through the disk, as ImageIO would
        try (ImageInputStream in = new MemoryCacheImageInputStream(Files.newInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw noPicture();
            }
            var reader = readers.next();
            try {
                var format = reader.getFormatName().toLowerCase(Locale.ROOT);
                if (!FORMATS.contains(format)) {
                    throw noPicture();
                }
                reader.setInput(in, true, true);
                return jpeg(square(read(reader), format.equals("jpeg") ? orientation(content) : 1));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw noPicture();
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_POINTS) {
            throw refused("The picture has " + width + " × " + height + " points; at most 40 million are taken.");
        }
        var parameters = new ImageReadParam();
        int step = Math.max(1, Math.min(width, height) / (2 * SIDE));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    /** How the camera was held, 1 to 8 as Exif has it; 1, which is upright, when the file does not say. */
    private static int orientation(Path content) throws IOException {
        try (var in = Files.newInputStream(content)) {
            var directory = JpegMetadataReader.readMetadata(in, List.of(new ExifReader()))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            var orientation = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return orientation == null ? 1 : orientation;
        } catch (JpegProcessingException unreadable) {
            // what can be seen can be seen without it
            return 1;
        }
    }

    /** What makes a picture upright, about its middle. */
    private static AffineTransform upright(int orientation) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, 0, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, 0, 0);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, 0);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, 0, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, 0, 0);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, 0);
            default -> new AffineTransform();
        };
    }

    private static BufferedImage square(BufferedImage whole, int orientation) {
        int side = Math.min(whole.getWidth(), whole.getHeight());
        int left = (whole.getWidth() - side) / 2;
        int top = (whole.getHeight() - side) / 2;
        var square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var drawing = square.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, SIDE, SIDE);
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.translate(SIDE / 2, SIDE / 2);
        drawing.transform(upright(orientation));
        drawing.translate(-SIDE / 2, -SIDE / 2);
        drawing.drawImage(whole, 0, 0, SIDE, SIDE, left, top, left + side, top + side, null);
        drawing.dispose();
        return square;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "jpeg", bytes)) {
            throw new IllegalStateException("This Java writes no JPEG");
        }
        return bytes.toByteArray();
    }

    private static Problem noPicture() {
        return refused("This is no PNG, JPEG or GIF that can be read.");
    }

    private static Problem refused(String reason) {
        return Problem.ofField(ProblemType.FILE_TYPE_NOT_ALLOWED, "file", reason);
    }
}
