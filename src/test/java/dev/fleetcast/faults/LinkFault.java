package dev.fleetcast.faults;

/**
 * The fault of a connection through the {@link Balancer}.
 *
 * @param cutAfterBytes the connection ends after this many bytes to the client, even inside an event
 * @param reset whether it ends with a reset rather than properly
 * @param bytesPerSecond the client's maximum rate; 0 for no bytes at all
 */
record LinkFault(long cutAfterBytes, boolean reset, long bytesPerSecond) {

    static final LinkFault NONE = new LinkFault(Long.MAX_VALUE, false, Long.MAX_VALUE);

    static LinkFault cutAfter(long bytes, boolean reset) {
        return new LinkFault(bytes, reset, Long.MAX_VALUE);
    }

    static LinkFault limitedTo(long bytesPerSecond) {
        return new LinkFault(Long.MAX_VALUE, false, bytesPerSecond);
    }

    boolean isLimited() {
        return bytesPerSecond != Long.MAX_VALUE;
    }
}
