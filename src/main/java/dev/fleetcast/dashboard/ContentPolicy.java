package dev.fleetcast.dashboard;

/** The Content-Security-Policy of our pages. */
final class ContentPolicy {

    private ContentPolicy() {}

    /**
     * @param scripts which scripts are run
     * @param moreImages sources of images beside our own, each after a space
     */
    static String of(String scripts, String moreImages) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src " + scripts,
                "style-src 'self'",
                // What the map library shows in place of a tile it lets go of is a data: image.
                "img-src 'self' data:" + moreImages,
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
