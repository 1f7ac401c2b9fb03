package org.lectern.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A drawn portrait of somebody who does not exist: head and shoulders before a plain ground, in few colours. Who it is
 * draws hair, skin, clothes and glasses. Nothing is written in it, so that it needs no font.
 */
final class DemoPortrait {

    private static final int SIDE = 256;

    private static final List<Color> GROUNDS =
            colours(0xDCE6F7, 0xE3F1E5, 0xFBE9DC, 0xEFE4F6, 0xDDF0F2, 0xFAF0CF, 0xF6DFE4);
    private static final List<Color> SKINS = colours(0xF6D5BD, 0xEDBF9B, 0xDDA57B, 0xB97A50, 0x92593A, 0x6F4229);
    private static final List<Color> HAIRS = colours(0x2B2320, 0x3D2A20, 0x5E3B24, 0x8A5A33, 0xB98246, 0xA8472A);
    private static final List<Color> GREYS = colours(0x6E6A68, 0x9B9693, 0xC9C4BF);
    private static final List<Color> CLOTHES = colours(0x2F4B7C, 0x7A3B52, 0x3F6B57, 0x8C5E2A, 0x4D4A6E, 0x2E6F7E);
    private static final Color UNIFORM = new Color(0x24365C);

    private final Graphics2D drawing;
    private final DemoRandom chance;
    private final Color skin;
    private final Color hair;

    private DemoPortrait(Graphics2D drawing, DemoRandom chance, boolean adult) {
        this.drawing = drawing;
        this.chance = chance;
        this.skin = chance.pick(SKINS);
        this.hair = adult && chance.chance(0.3) ? chance.pick(GREYS) : chance.pick(HAIRS);
    }

    private static List<Color> colours(int... values) {
        return Arrays.stream(values).mapToObj(Color::new).toList();
    }

    /**
     * Draws it.
     *
     * @param id of the person
     * @param female whether hair is rather long than short
     * @param adult teachers wear what they like and may be grey; students wear the school's uniform
     * @return a JPEG of 256 × 256 points, as pictures of people are
     */
    static byte[] jpeg(long id, boolean female, boolean adult) {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        new DemoPortrait(drawing, DemoRandom.of("portrait", id), adult).draw(female, adult);
        drawing.dispose();
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(boolean female, boolean adult) {
        var ground = chance.pick(GROUNDS);
        drawing.setPaint(new GradientPaint(0, 0, ground, 0, SIDE, shade(ground, 0.92)));
        drawing.fillRect(0, 0, SIDE, SIDE);
        int style = female ? chance.between(0, 3) : chance.between(3, 5);
        hairBehind(style);
        shoulders(adult ? chance.pick(CLOTHES) : UNIFORM, adult);
        head();
        face();
        hairInFront(style);
        if (chance.chance(adult ? 0.35 : 0.18)) {
            glasses();
        }
    }

    private static Color shade(Color colour, double factor) {
        return new Color((int) (colour.getRed() * factor), (int) (colour.getGreen() * factor), (int)
                (colour.getBlue() * factor));
    }

    private void fill(Color colour, Shape shape) {
        drawing.setColor(colour);
        drawing.fill(shape);
    }

    private void line(Color colour, float width, Shape shape) {
        drawing.setColor(colour);
        drawing.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        drawing.draw(shape);
    }

    private void hairBehind(int style) {
        switch (style) {
            case 0 -> fill(shade(hair, 0.85), new RoundRectangle2D.Double(66, 62, 124, 150, 110, 100));
            case 1 -> fill(shade(hair, 0.85), new RoundRectangle2D.Double(68, 62, 120, 108, 110, 70));
            case 2 -> fill(shade(hair, 0.9), new Ellipse2D.Double(100, 24, 56, 56));
            default -> {
                // short hair has nothing behind the head
            }
        }
    }

    private void shoulders(Color clothes, boolean adult) {
        fill(clothes, new RoundRectangle2D.Double(40, 198, 176, 120, 120, 110));
        fill(shade(skin, 0.9), new RoundRectangle2D.Double(108, 158, 40, 58, 30, 30));
        if (adult) {
            line(shade(clothes, 0.8), 4, new Arc2D.Double(100, 186, 56, 40, 180, 180, Arc2D.OPEN));
        } else {
            var collar = new Path2D.Double();
            collar.moveTo(104, 198);
            collar.lineTo(128, 226);
            collar.lineTo(152, 198);
            collar.lineTo(162, 208);
            collar.lineTo(128, 246);
            collar.lineTo(94, 208);
            collar.closePath();
            fill(Color.WHITE, collar);
        }
    }

    private void head() {
        fill(shade(skin, 0.93), new Ellipse2D.Double(70, 110, 20, 28));
        fill(shade(skin, 0.93), new Ellipse2D.Double(166, 110, 20, 28));
        fill(skin, new Ellipse2D.Double(78, 60, 100, 122));
    }

    private void face() {
        var dark = new Color(0x2B2320);
        for (int x : new int[] {108, 148}) {
            fill(dark, new Ellipse2D.Double(x - 4.5, 116, 9, 10));
            line(shade(hair, 0.8), 3.5f, new Arc2D.Double(x - 11, 101, 22, 12, 35, 110, Arc2D.OPEN));
        }
        line(shade(skin, 0.8), 3, new QuadCurve2D.Double(128, 124, 134, 141, 126, 142));
        int smile = chance.between(12, 20);
        line(shade(skin, 0.55), 3.5f, new Arc2D.Double(128 - smile, 142, 2.0 * smile, 20, 200, 140, Arc2D.OPEN));
        fill(new Color(0xE0, 0x70, 0x60, 50), new Ellipse2D.Double(88, 134, 20, 13));
        fill(new Color(0xE0, 0x70, 0x60, 50), new Ellipse2D.Double(148, 134, 20, 13));
    }

    private void hairInFront(int style) {
        var cap = new Area(new Ellipse2D.Double(72, 50, 112, 124));
        switch (style) {
            // a parting at the side
            case 0, 4 -> {
                cap.subtract(new Area(new Ellipse2D.Double(70, 88, 150, 140)));
                cap.subtract(new Area(new Rectangle2D.Double(60, 130, 140, 60)));
                fill(hair, cap);
            }
            // a fringe
            case 1 -> {
                cap.subtract(new Area(new RoundRectangle2D.Double(84, 98, 88, 120, 30, 30)));
                cap.subtract(new Area(new Rectangle2D.Double(60, 150, 140, 60)));
                fill(hair, cap);
            }
            case 3 -> {
                for (int i = 0; i < 9; i++) {
                    double angle = Math.PI * (1.02 + 0.96 * i / 8);
                    fill(
                            hair,
                            new Ellipse2D.Double(
                                    128 + 48 * Math.cos(angle) - 20, 108 + 52 * Math.sin(angle) - 20, 40, 40));
                }
            }
            // combed back
            default -> {
                cap.subtract(new Area(new Ellipse2D.Double(76, 84, 104, 150)));
                cap.subtract(new Area(new Rectangle2D.Double(60, 118, 140, 80)));
                fill(hair, cap);
            }
        }
    }

    private void glasses() {
        var frame = new Color(0x3A3F4A);
        line(frame, 3, new Ellipse2D.Double(92, 107, 32, 28));
        line(frame, 3, new Ellipse2D.Double(132, 107, 32, 28));
        line(frame, 3, new QuadCurve2D.Double(124, 118, 128, 115, 132, 118));
    }
}
