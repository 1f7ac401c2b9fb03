package org.lectern.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortraitTest {

    @TempDir
    Path folder;

    /** What a camera writes whose picture has red, green, blue and white quarters, seen from the top left on, by rows. */
    @ParameterizedTest
    @CsvSource({
        "0, RGBW",
        "1, RGBW",
        "2, GRWB",
        "3, WBGR",
        "4, BWRG",
        "5, RBGW",
        "6, BRWG",
        "7, WGBR",
        "8, GWRB",
        "99, RGBW",
    })
    void pictureIsTurnedAsItsCameraWasHeld(int orientation, String quarters) throws IOException {
        var file = Files.write(folder.resolve("photo.jpg"), orientation == 0 ? jpeg() : withExif(jpeg(), orientation));

        var drawn = Portrait.draw(file);

        assertEquals(quarters, quarters(drawn));
        // and nothing is left that would turn it again, or tell where it was taken
        assertEquals(-1, new String(drawn, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Exif"));
    }

    private static byte[] jpeg() throws IOException {
        var picture = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        var colours = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        for (int i = 0; i < 4; i++) {
            drawing.setColor(colours.get(i));
            drawing.fillRect(i % 2 * 240, i / 2 * 160, 240, 160);
        }
        drawing.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** The picture with an Exif segment that has one value: the orientation (TIFF 6.0, tag 274). */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
        out.writeBytes(new byte[] {0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0});
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static String quarters(byte[] jpeg) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        return letter(picture.getRGB(64, 64))
                + letter(picture.getRGB(192, 64))
                + letter(picture.getRGB(64, 192))
                + letter(picture.getRGB(192, 192));
    }

    private static String letter(int rgb) {
        var colour = new Color(rgb);
        if (colour.getRed() > 200 && colour.getGreen() > 200) {
            return "W";
        }
        return colour.getRed() > 128 ? "R" : colour.getGreen() > 128 ? "G" : "B";
    }
}
