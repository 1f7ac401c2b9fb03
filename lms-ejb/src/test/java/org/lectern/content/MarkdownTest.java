package org.lectern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void formattingBecomesHtml() {
        assertEquals(
                "<h2>Acids</h2>\n<p>Be <strong>careful</strong>.</p>\n", Markdown.html("## Acids\n\nBe **careful**."));
        assertNull(Markdown.html(null));
    }

    @Test
    void tableBecomesATable() {
        assertTrue(Markdown.html("| a | b |\n|---|---|\n| 1 | 2 |").contains("<td>1</td>"));
    }

    @Test
    void htmlIsShownAsText() {
        var html = Markdown.html("<script>alert(1)</script><img src=x onerror=alert(1)>");

        assertFalse(html.contains("<script") || html.contains("<img"), html);
        assertTrue(html.contains("&lt;script&gt;"), html);
    }

    @Test
    void linksLeadToTheWebOnly() {
        assertTrue(Markdown.html("[a](https://example.org/)").contains("href=\"https://example.org/\""));
        assertTrue(Markdown.html("[a](https://example.org/)").contains("noopener"));
        assertFalse(Markdown.html("[a](javascript:alert(1))").contains("javascript"));
        assertFalse(Markdown.html("[a](data:text/html,x)").contains("data:"));
        assertFalse(Markdown.html("![a](https://example.org/x.png)").contains("<img"));
    }

    @Property(tries = 300)
    void nothingThatIsWrittenBecomesAProgram(@ForAll String text) {
        var html = Markdown.html("<a href='javascript:x' onclick='x'>" + text + "](javascript:x)")
                .toLowerCase(Locale.ROOT);

        assertFalse(
                html.matches(
                        "(?s).*<(?!/?(p|br|hr|h[1-6]|em|strong|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td)\\b).*"),
                html);
        assertFalse(html.matches("(?s).*<[^>]*(javascript:|\\son\\w+=).*"), html);
    }
}
