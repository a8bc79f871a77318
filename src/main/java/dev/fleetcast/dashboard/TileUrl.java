package dev.fleetcast.dashboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of map tiles, with {@code {z}}, {@code {x}} and {@code {y}}, and optionally <code>{s}</code> for several hosts.
 *
 * @param template in the format of the map library
 */
public record TileUrl(String template) {

    /** Excludes characters that could end a header or add to it. */
    private static final Pattern TEMPLATE =
            Pattern.compile("(?<origin>https?://[a-zA-Z0-9.:{}-]+)/[a-zA-Z0-9._~/{}?&=@%-]*");

    /** Called with the value of a setting. */
    public TileUrl {
        if (!TEMPLATE.matcher(template).matches()
                || !template.contains("{z}")
                || !template.contains("{x}")
                || !template.contains("{y}")) {
            throw new IllegalArgumentException("must have the form https://host/{z}/{x}/{y}.png");
        }
    }

    /** The source of the tiles, as a Content-Security-Policy source expression. */
    String source() {
        Matcher matcher = TEMPLATE.matcher(template);
        return matcher.matches() ? matcher.group("origin").replace("{s}", "*") : "";
    }
}
