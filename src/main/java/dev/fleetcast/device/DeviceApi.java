package dev.fleetcast.device;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource that needs a user or a device: an access token, a login or a device token, as {@code Authorization:
 * Bearer}, as {@code access_token} in the query of a GET or in the form of a POST, PUT or DELETE. Below {@code /api} the
 * login cookie counts too. {@link DeviceCaller#of} has the caller; without one the answer is 401.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface DeviceApi {}
