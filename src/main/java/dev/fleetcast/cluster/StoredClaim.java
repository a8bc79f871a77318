package dev.fleetcast.cluster;

/**
 * A claim as it is written to Kafka.
 *
 * @param token of this claim only
 * @param holder the replica that claims
 */
record StoredClaim(String token, String holder) {

    StoredClaim {
        if (token == null || holder == null) {
            throw new IllegalArgumentException("incomplete");
        }
    }
}
