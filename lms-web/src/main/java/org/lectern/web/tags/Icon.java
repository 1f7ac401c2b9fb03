package org.lectern.web.tags;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import java.io.IOException;

/**
 * Draws a Lucide icon in place as SVG, in the colour of the text around it. Drawn in place and not as an image, so that
 * it follows light and dark and needs no request; hidden from screen readers, because words stand beside it.
 */
@FacesComponent(Icon.TYPE)
public class Icon extends UIComponentBase {

    /** The component type that the tag library names. */
    public static final String TYPE = "org.lectern.web.tags.Icon";

    private static final int USUAL_SIZE = 18;

    /** {@inheritDoc} */
    @Override
    public String getFamily() {
        return TYPE;
    }

    /** {@inheritDoc} */
    @Override
    public void encodeBegin(FacesContext context) throws IOException {
        if (!isRendered()) {
            return;
        }
        var name = (String) getAttributes().get("name");
        var size = getAttributes().getOrDefault("size", USUAL_SIZE);
        var writer = context.getResponseWriter();
        writer.startElement("svg", this);
        writer.writeAttribute("class", "i", null);
        writer.writeAttribute("width", size, null);
        writer.writeAttribute("height", size, null);
        writer.writeAttribute("viewBox", "0 0 24 24", null);
        writer.writeAttribute("aria-hidden", "true", null);
        for (var shape : Shapes.of(name)) {
            writer.startElement(shape.element(), null);
            for (var attribute : shape.attributes().entrySet()) {
                writer.writeAttribute(attribute.getKey(), attribute.getValue(), null);
            }
            writer.endElement(shape.element());
        }
        writer.endElement("svg");
    }
}
