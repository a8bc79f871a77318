package dev.fleetcast.telemetry;

/** Whoever wants to know how an update gets on, when somebody does; told from any thread. */
public interface Passage {

    /** The update has been handed to the streams. */
    void routed();

    /** It has been written to so many streams, all of one event loop. */
    void delivered(int streams);
}
