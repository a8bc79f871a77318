package dev.fleetcast.dashboard;

/** The Content-Security-Policy of the pages. */
final class ContentPolicy {

    private ContentPolicy() {}

    /**
     * @param scripts sources of scripts
     * @param moreImages sources of images beside the application itself, each after a space
     */
    static String of(String scripts, String moreImages) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src " + scripts,
                "style-src 'self'",
                // The map library replaces a released tile by a data: image.
                "img-src 'self' data:" + moreImages,
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
