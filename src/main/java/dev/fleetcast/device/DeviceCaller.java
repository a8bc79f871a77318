package dev.fleetcast.device;

import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.threading.ThreadSafe;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The caller of a resource marked {@link DeviceApi}: a user, or a device with its token. All answers are today's:
 * rights that have changed, and credentials that have ended, show at once.
 */
@ThreadSafe
public interface DeviceCaller {

    /** The user; empty for a device. */
    OptionalLong userId();

    /** The device whose token it is, as long as it exists; empty for a user. */
    Optional<Device> device();

    /**
     * The clients whose devices a user may see and whose users' events the caller may receive; none once the credentials
     * have ended.
     */
    Set<Long> clients();

    /** Whether the credentials are still good: not expired, not revoked, their user enabled, their device registered. */
    boolean isLive();

    /** Identifies the credentials among all others on every replica without revealing them. */
    String credentials();

    /** Whether it is a device with its token. */
    default boolean isDevice() {
        return userId().isEmpty();
    }

    /** Whether the caller may see the device: a user those of the user's clients, a device itself. */
    default boolean maySee(Device other) {
        return isDevice()
                ? isLive() && device().filter(other::equals).isPresent()
                : clients().contains(other.clientId());
    }

    /** Who pays for memory. */
    default MemoryHolder holder() {
        return userId().isPresent()
                ? MemoryHolder.ofUser(userId().getAsLong())
                : new MemoryHolder("device:"
                        + device().map(Device::coreid).map(Coreid::value).orElse(""));
    }

    /** The name for records of who did something: the user's number, or the device's coreid. */
    default String name() {
        return userId().isPresent()
                ? "user:" + userId().getAsLong()
                : device().map(Device::coreid).map(Coreid::value).orElse("");
    }

    /** The authenticated caller of a request to a resource marked {@link DeviceApi}. */
    static DeviceCaller of(RoutingContext request) {
        return request.get(DeviceCaller.class.getName());
    }

    /** Makes this the caller of the request. */
    default void enter(RoutingContext request) {
        request.put(DeviceCaller.class.getName(), this);
    }
}
