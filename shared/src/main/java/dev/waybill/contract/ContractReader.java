package dev.waybill.contract;

import dev.waybill.contract.Contract.Drift;
import dev.waybill.contract.Source.Format;
import dev.waybill.contract.Target.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a whole contract and checks what its parts say about each other. */
final class ContractReader {
    private final Section root;
    private final ColumnNames names;

    private ContractReader(Section root) {
        this.root = root;
        this.names = ColumnNames.of(root);
    }

    /** Reads what can be read; where something is missing, it or the schema has reported a mistake. */
    static Optional<Contract> read(Section root, String digest) {
        return new ContractReader(root).contract(digest);
    }

    private Optional<Contract> contract(String digest) {
        Optional<DatasetName> dataset = root.value("dataset", DatasetName::of);
        List<String> key = names.list(root, "key");
        Optional<Source> source = root.mapping("source").flatMap(SourceReader::read);
        List<Column> columns = columns(key, source);
        Optional<String> newest = newest(columns, key);
        Optional<DeleteMarker> deleteWhen = deleteWhen(columns, key, source);
        Optional<Target> target = root.mapping("target").flatMap(this::target);
        SuperColumns supers = SuperColumns.of(columns);
        supers.refuse(root, "key");
        supers.refuse(root, "newest");
        root.mapping("target").ifPresent(section -> {
            supers.refuse(section, "distkey");
            supers.refuse(section, "sortkey");
        });
        Quality quality = root.mapping("quality")
                .map(section -> QualityReader.read(section, names, columns))
                .orElse(new Quality(Share.NONE, List.of()));
        List<Derived> views = DerivedReader.read(root, target.map(Target::table));
        Optional<Cadence> cadence = root.mapping("cadence").flatMap(section -> cadence(section, source));
        Drift drift = oneOf(root.text("drift"), Drift.class).orElse(Drift.IGNORE);
        if (dataset.isEmpty() || source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Contract(
                dataset.get(),
                source.get(),
                columns,
                key,
                newest,
                deleteWhen,
                target.get(),
                cadence,
                drift,
                views,
                quality,
                digest));
    }

    private List<Column> columns(List<String> key, Optional<Source> source) {
        Optional<Section> columns = root.mapping("columns");
        if (columns.isEmpty()) {
            return List.of();
        }
        ColumnReader reader = new ColumnReader(format(), !csvWithoutHeader(), source, key);
        return names.all().stream()
                .flatMap(name -> columns.get().child(name).stream())
                .flatMap(section -> reader.read(section).stream())
                .toList();
    }

    private Optional<Format> format() {
        return root.mapping("source").flatMap(source -> oneOf(source.text("format"), Format.class));
    }

    private boolean csvWithoutHeader() {
        return root.mapping("source")
                .flatMap(source -> source.flag("header"))
                .filter(header -> !header)
                .isPresent();
    }

    private Optional<String> newest(List<Column> columns, List<String> key) {
        Optional<String> newest = names.one(root, "newest");
        if (newest.isPresent() && keyless()) {
            root.mistake(
                    "newest", "chooses among the rows of one key, and there is no key. Add a key or remove newest");
        }
        if (newest.isPresent() && key.contains(newest.get())) {
            root.mistake(
                    "newest", "is part of the key, so that it is the same in all rows of one key. Name another column");
        }
        boolean unordered = columns.stream()
                .anyMatch(column ->
                        newest.filter(column.name()::equals).isPresent() && column.type() == ColumnType.Simple.BOOLEAN);
        if (unordered) {
            root.mistake("newest", "a boolean can't tell which row is newer. Name a column of time or of numbers");
        }
        return newest;
    }

    private Optional<DeleteMarker> deleteWhen(List<Column> columns, List<String> key, Optional<Source> source) {
        Optional<Section> section = root.child("delete_when");
        if (section.isPresent() && keyless()) {
            root.mistake(
                    "delete_when", "deletes the row of a key, and there is no key. Add a key or remove delete_when");
        } else if (section.isPresent()
                && mode().filter(other -> other != Mode.UPSERT).isPresent()) {
            root.mistake("delete_when", "deletes in mode upsert only. Write mode: upsert, or remove delete_when");
        }
        return section.flatMap(known -> new DeleteMarkerReader(known, names, columns, key, source).read());
    }

    private Optional<Target> target(Section section) {
        Optional<TableName> table = section.value("table", TableName::parse);
        Optional<Mode> mode = mode();
        if (keyless() && mode.filter(Mode.UPSERT::equals).isPresent()) {
            section.mistake("mode", "upsert needs a key. Add key: [column], or write append or refresh");
        }
        if (keyless() && !section.has("mode")) {
            section.mistake(
                    "mode",
                    "is missing, and there is no key to upsert by. Add key: [column], or write mode: append"
                            + " or mode: refresh");
        }
        Optional<String> distkey = names.one(section, "distkey");
        List<String> sortkey = names.list(section, "sortkey");
        Mode known = mode.orElse(Mode.UPSERT);
        UndoTime undo = section.value("undo", UndoTime::parse).orElse(Target.undoByDefault(known));
        return table.map(name -> new Target(name, known, distkey, sortkey, undo));
    }

    private static Optional<Cadence> cadence(Section section, Optional<Source> source) {
        Optional<Age> within = section.value("within", Age::parse);
        Optional<Cadence> cadence = section.value("every", text -> Cadence.of(Age.parse(text)))
                .map(usual -> within.map(age -> new Cadence(usual.every(), age)).orElse(usual));
        if (cadence.isPresent()
                && source.filter(known -> !cadence.get().fits(known.layout())).isPresent()) {
            section.mistake(
                    "every",
                    "the layout " + source.get().layout()
                            + " has one folder a day. Write every: 1 day, or a layout with the hour");
        }
        return cadence;
    }

    private Optional<Mode> mode() {
        return root.mapping("target").flatMap(section -> oneOf(section.text("mode"), Mode.class));
    }

    private boolean keyless() {
        return root.elements("key").isEmpty();
    }

    /** The constant that the text names; a wrong one is the schema's to report. */
    static <E extends Enum<E>> Optional<E> oneOf(Optional<String> text, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> text.filter(constant.name().toLowerCase(Locale.ROOT)::equals)
                        .isPresent())
                .findFirst();
    }
}
