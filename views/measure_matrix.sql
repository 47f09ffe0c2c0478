-- How many measures use an instrument under an aspect of the government environment.
SELECT
  instrument_kind,
  count(CASE WHEN aspect_ref = 'hard' THEN 1 END) AS hard,
  count(CASE WHEN aspect_ref = 'policy-legal soft' THEN 1 END) AS policy_legal_soft,
  count(CASE WHEN aspect_ref = 'socio-economic soft' THEN 1 END) AS socio_economic_soft,
  count(CASE WHEN aspect_ref IS NULL THEN 1 END) AS unassigned,
  count(*) AS measures
FROM measure
GROUP BY instrument_kind
