-- Every seal of ours on a document that goes out stands in the log, with the certificate that made it.
CREATE TRIGGER audit_document_sealed AFTER INSERT ON deal_version
BEGIN
    INSERT INTO audit_due (action, subject, details)
        SELECT 'document.sealed', new.deal_id, json_object(
            'kind', value ->> 'kind', 'name', value ->> 'name', 'sha256', value ->> 'sha256',
            'fingerprint', value ->> 'sealed_by'
        ) FROM json_each(new.body, '$.documents') WHERE value ->> 'sealed_by' IS NOT NULL;
END;
