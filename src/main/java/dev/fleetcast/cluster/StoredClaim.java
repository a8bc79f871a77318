package dev.fleetcast.cluster;

/**
 * A claim as it is written to Kafka.
 *
 * @param token of this claim only
 * @param holder the replica that claims
 * @param after the offset of the newest record of this stream that the replica had read when it claimed, -1 for none; null in
 *     a claim of the release before this one
 * @param expires a time by Kafka's clock, in milliseconds: the release before this one passes over claims that come into the
 *     log later, and its own claims have to be judged in the same way on every replica
 */
record StoredClaim(String token, String holder, Long after, long expires) {

    private static final long NEVER = Long.MAX_VALUE;

    StoredClaim {
        if (token == null || holder == null) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    StoredClaim(String token, String holder, long after) {
        this(token, holder, after, NEVER);
    }
}
