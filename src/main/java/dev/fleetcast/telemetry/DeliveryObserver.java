package dev.fleetcast.telemetry;

/** Observes the delivery of one update. Called from any thread. */
public interface DeliveryObserver {

    /** The update was handed to the streams. */
    void routed();

    /** The update was written to this many streams of one event loop. */
    void delivered(int streams);
}
