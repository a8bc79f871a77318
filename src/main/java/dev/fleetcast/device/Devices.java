package dev.fleetcast.device;

import dev.fleetcast.access.DeviceOwners;
import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.FormerOwners;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The registry's units as devices, in memory. Before the view {@code REGISTRY} is loaded, there are none. */
@ThreadSafe
@ApplicationScoped
public class Devices implements DeviceOwners {

    private final UnitDirectory fleet;
    private volatile Picture picture = new Picture(null, null);

    /** Devices that belong to a snapshot of the fleet. */
    private record Picture(FleetIndex fleet, DeviceIndex devices) {}

    public Devices(UnitDirectory fleet) {
        this.fleet = fleet;
    }

    /** The device with that coreid, regardless of rights. */
    public Optional<Device> byCoreid(String coreid) {
        return index().byCoreid(coreid);
    }

    /**
     * The id of the client that owned the device at that time; {@link FormerOwners#NO_CLIENT} if it was not registered.
     *
     * @param number its coreid, IMEI, serial number or unit id
     */
    public long owner(String number, Instant at) {
        Picture seen = seen();
        return seen.fleet().formerOwners().at(number, at).orElseGet(() -> {
            Device device = seen.devices().byNumber(number);
            return device == null ? FormerOwners.NO_CLIENT : device.clientId();
        });
    }

    /**
     * The id of the client that owned the device at that time, if it was sold since; {@link FormerOwners#NO_CLIENT} if it
     * was not registered between two owners. Costs next to nothing for a device that was never sold.
     *
     * @param number its coreid, IMEI, serial number or unit id
     */
    public OptionalLong formerOwner(String number, Instant at) {
        return seen().fleet().formerOwners().at(number, at);
    }

    @Override
    public OptionalLong ownerOf(String number) {
        return byNumber(number)
                .map(device -> OptionalLong.of(device.clientId()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public boolean hadOther(String number, long client, Instant since) {
        return seen().fleet().formerOwners().hadOther(number, client, since);
    }

    /** The device with that coreid, IMEI, serial number or unit id, not name, regardless of rights. */
    public Optional<Device> byNumber(String number) {
        return number == null ? Optional.empty() : Optional.ofNullable(index().byNumber(number));
    }

    /**
     * The device that {@code id} in a path means: a coreid, an IMEI, a serial number, a unit id or a name, of a device
     * that the caller may see. Empty for an unknown device, another client's, and a name of several devices.
     */
    public Optional<Device> visible(DeviceCaller caller, String id) {
        DeviceIndex devices = index();
        Optional<Device> numbered = devices.numbered(id).filter(caller::maySee).findFirst();
        if (numbered.isPresent()) {
            return numbered;
        }
        List<Device> named = devices.named(id).filter(caller::maySee).limit(2).toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /**
     * Like {@link #visible}, for {@code /v1}.
     *
     * @throws HttpProblem 403, for an unknown device and another client's alike
     */
    public Device require(DeviceCaller caller, String id) {
        return visible(caller, id).orElseThrow(Devices::denied);
    }

    /** Every device that the caller may see, by unit id. */
    public List<Device> visible(DeviceCaller caller) {
        return index().all().stream().filter(caller::maySee).toList();
    }

    /** 403: the device does not exist, or the caller may not see it. */
    public static HttpProblem denied() {
        return HttpProblem.builder()
                .withStatus(Status.FORBIDDEN)
                .withTitle(Status.FORBIDDEN.getReasonPhrase())
                .withDetail("No device of yours has this name or id.")
                .with("error", "Permission Denied")
                .with("info", "No device of yours has this name or id.")
                .build();
    }

    private DeviceIndex index() {
        return seen().devices();
    }

    private Picture seen() {
        Picture shown = picture;
        FleetIndex now = fleet.picture();
        if (shown.fleet() != now) {
            shown = new Picture(now, new DeviceIndex(now));
            picture = shown;
        }
        return shown;
    }
}
