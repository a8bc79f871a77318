package dev.fleetcast.access.user;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The initial administrator of a new deployment; ignored once any user exists. */
@ConfigMapping(prefix = "fleetcast.bootstrap.admin")
public interface FirstAdministratorConfig {

    /** The login name, at most 100 characters. */
    Optional<String> username();

    /** The password, at most 72 bytes. Change it after the first login, and remove it from the environment. */
    Optional<String> password();
}
