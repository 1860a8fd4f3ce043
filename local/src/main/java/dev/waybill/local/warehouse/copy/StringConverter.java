package dev.waybill.local.warehouse.copy;

import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;

/** Strings, whose lengths count bytes; a CHAR holds ASCII only. */
final class StringConverter extends TextConverter {
    private final S3Location url;
    private final String name;
    private final TableColumn column;
    private String[] dictionary = {};

    StringConverter(S3Location url, String name, TableColumn column) {
        this.url = url;
        this.name = name;
        this.column = column;
    }

    @Override
    public void addBinary(Binary value) {
        set(text(value));
    }

    @Override
    public boolean hasDictionarySupport() {
        return true;
    }

    @Override
    public void setDictionary(Dictionary values) {
        dictionary = new String[values.getMaxId() + 1];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = text(values.decodeToBinary(i));
        }
    }

    @Override
    public void addValueFromDictionary(int id) {
        set(dictionary[id]);
    }

    private String text(Binary value) {
        String text = value.toStringUsingUTF8();
        if (column.bytes() != TableColumn.UNBOUNDED && value.length() > column.bytes()) {
            throw ScanFault.scan(
                            15001,
                            "The length of the data column " + name
                                    + " is longer than the length defined in the table. Table: " + column.bytes()
                                    + ", Data: " + value.length() + ", File name: " + url)
                    .in(url, column);
        }
        if (column.type().equals("bpchar")) {
            text.codePoints().filter(c -> c > 0x7f).findFirst().ifPresent(this::refuse);
        }
        return text;
    }

    private void refuse(int codePoint) {
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        throw ScanFault.scan(
                        15001,
                        "Multibyte character not supported for CHAR (Hint: Try using VARCHAR). Invalid char: "
                                + HexFormat.ofDelimiter(" ").formatHex(bytes) + ", column " + name + ", File name: "
                                + url)
                .in(url, column);
    }
}
