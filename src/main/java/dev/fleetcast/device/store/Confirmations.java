package dev.fleetcast.device.store;

/**
 * A further way, besides the topic, on which devices learn that their events are stored. Every bean of this type is
 * called.
 */
@FunctionalInterface
public interface Confirmations {

    /**
     * Called after the confirmation is in its topic, on a thread that must not block, in order per device; again when
     * the event comes again. It is up to the device to publish an event again whose confirmation was lost.
     */
    void confirmed(Confirmation confirmation);
}
