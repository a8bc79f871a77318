package dev.fleetcast.faults;

/**
 * What a connection through the {@link Balancer} suffers.
 *
 * @param cutAfterBytes it ends after so many bytes to the client, in the midst of whatever they are
 * @param reset ends with a reset rather than in order
 * @param bytesPerSecond what the client gets at most; 0 for nothing at all
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
