package dev.waybill.operate;

import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.contract.DatasetName;
import dev.waybill.contract.InvalidContractException;
import dev.waybill.error.AwsErrors;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The contracts of a deployment, as they are now. */
public final class PublishedContracts {
    private static final String SUFFIX = ".yaml";
    private final Deployment deployment;
    private final S3Documents documents;

    public PublishedContracts(Deployment deployment) {
        this.deployment = deployment;
        this.documents = new S3Documents(deployment.s3());
    }

    /**
     * All contracts.
     *
     * @param valid by the name of the dataset
     * @param problems of those that aren't valid, one each, with every mistake
     */
    public record Found(List<Contract> valid, List<String> problems) {
        public Found {
            valid = List.copyOf(valid);
            problems = List.copyOf(problems);
        }
    }

    /** Reads all of them; one that is wrong hides no other. */
    public Found all() {
        List<Contract> valid = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (S3Location location : locations()) {
            try {
                valid.add(ContractParser.parse(documents.read(location), location.toString()));
            } catch (InvalidContractException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Found(valid, problems);
    }

    /**
     * The contract of one dataset.
     *
     * @throws UnknownNameException if there is none
     * @throws InvalidContractException if it is wrong
     */
    public Contract of(DatasetName dataset) {
        S3Location location = deployment.contracts().resolve(dataset + SUFFIX);
        byte[] yaml = documents
                .find(location)
                .orElseThrow(() -> new UnknownNameException("Unknown dataset " + dataset + ": there is no contract "
                        + location + ". 'status' lists the datasets that are there"));
        return ContractParser.parse(yaml, location.toString());
    }

    private List<S3Location> locations() {
        S3Location folder = deployment.contracts();
        try {
            return deployment
                    .s3()
                    .listObjectsV2Paginator(
                            request -> request.bucket(folder.bucket()).prefix(folder.key()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith(SUFFIX))
                    .map(key -> new S3Location(folder.bucket(), key))
                    .toList();
        } catch (SdkException e) {
            throw AwsErrors.of("Cannot list the contracts in " + folder, e);
        }
    }
}
