package dev.fleetcast.device.command.stream;

import dev.fleetcast.device.command.Command;
import java.time.Instant;

/** A command on its way to a {@link CommandStream}. Methods are called on the event loop of the stream. */
public interface Delivery {

    /** What to write. */
    Command command();

    /** Asks immediately before the write; false leaves the command out. */
    boolean begin(Instant now);

    /** The bytes have left this process. */
    void written();

    /** The stream has ended, or {@link #begin} refused: the command was not written, or it is not known. */
    void dropped();
}
