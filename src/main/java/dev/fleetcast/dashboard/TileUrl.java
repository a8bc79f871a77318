package dev.fleetcast.dashboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of map tiles, with {@code {z}}, {@code {x}} and {@code {y}} in it, and perhaps <code>{s}</code> for several
 * hosts.
 *
 * @param template as the map library takes it
 */
public record TileUrl(String template) {

    /** Nothing that could end a header or add to it. */
    private static final Pattern TEMPLATE =
            Pattern.compile("(?<origin>https?://[a-zA-Z0-9.:{}-]+)/[a-zA-Z0-9._~/{}?&=@%-]*");

    /** Made of a setting. */
    public TileUrl {
        if (!TEMPLATE.matcher(template).matches()
                || !template.contains("{z}")
                || !template.contains("{x}")
                || !template.contains("{y}")) {
            throw new IllegalArgumentException("is not like https://host/{z}/{x}/{y}.png");
        }
    }

    /** Where the tiles come from, in the words of a Content-Security-Policy. */
    String source() {
        Matcher matcher = TEMPLATE.matcher(template);
        return matcher.matches() ? matcher.group("origin").replace("{s}", "*") : "";
    }
}
