package dev.fleetcast.project.kubernetes;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * A resource of an operator. No models of these kinds are on the class path: subclasses declare the fields that the
 * manifests use, after the operator's reference.
 *
 * @param <S> the specification
 */
// The interface has a deserializer that only knows the kinds of its own modules.
@JsonDeserialize(using = JsonDeserializer.None.class)
abstract class OperatorResource<S> implements HasMetadata {

    private String apiVersion;
    private String kind;
    private ObjectMeta metadata;
    private S spec;

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    public S getSpec() {
        return spec;
    }

    public void setSpec(S spec) {
        this.spec = spec;
    }
}
