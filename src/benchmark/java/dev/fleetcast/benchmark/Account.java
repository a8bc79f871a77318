package dev.fleetcast.benchmark;

/**
 * The outcome of a bridge's requests.
 *
 * @param sent all requests
 * @param taken those answered with a 2xx
 * @param refused those answered otherwise
 */
public record Account(long sent, long taken, long refused) {

    static final Account EMPTY = new Account(0, 0, 0);

    Account plus(Account other) {
        return new Account(sent + other.sent, taken + other.taken, refused + other.refused);
    }

    boolean isFlawless() {
        return taken == sent;
    }

    long unanswered() {
        return sent - taken - refused;
    }
}
