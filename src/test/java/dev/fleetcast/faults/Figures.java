package dev.fleetcast.faults;

/**
 * Counts of the messages that streams received.
 *
 * @param delivered messages in their order
 * @param lost missing messages that no {@code gap} reported
 * @param repeated messages delivered again
 * @param outOfOrder messages delivered after a later one
 * @param unexplained snapshots without a subscribe or {@code gap} as their cause
 * @param streamsLost streams that were replaced by new ones
 * @param gaps {@code gap} events
 */
record Figures(
        long delivered, long lost, long repeated, long outOfOrder, long unexplained, long streamsLost, long gaps) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);
    static final Figures DELIVERED = new Figures(1, 0, 0, 0, 0, 0, 0);
    static final Figures REPEATED = new Figures(0, 0, 1, 0, 0, 0, 0);
    static final Figures OUT_OF_ORDER = new Figures(0, 0, 0, 1, 0, 0, 0);
    static final Figures UNEXPLAINED_SNAPSHOT = new Figures(0, 0, 0, 0, 1, 0, 0);
    static final Figures STREAM_LOST = new Figures(0, 0, 0, 0, 0, 1, 0);
    static final Figures GAP = new Figures(0, 0, 0, 0, 0, 0, 1);

    static Figures lost(long messages) {
        return new Figures(0, messages, 0, 0, 0, 0, 0);
    }

    Figures plus(Figures other) {
        return new Figures(
                delivered + other.delivered,
                lost + other.lost,
                repeated + other.repeated,
                outOfOrder + other.outOfOrder,
                unexplained + other.unexplained,
                streamsLost + other.streamsLost,
                gaps + other.gaps);
    }

    /** Whether everything was delivered once and in order. */
    boolean isFlawless() {
        return lost + repeated + outOfOrder + unexplained + streamsLost == 0;
    }
}
