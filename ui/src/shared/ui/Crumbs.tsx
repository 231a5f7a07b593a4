import { Breadcrumb, BreadcrumbItem } from '@patternfly/react-core';
import { Link, type LinkProps } from '@tanstack/react-router';

interface CrumbsProps {
  to: NonNullable<LinkProps['to']>;
  list: string;
  here: string;
}

/** From a page about one thing back to the list that it stands in. */
export function Crumbs({ to, list, here }: CrumbsProps) {
  return (
    <Breadcrumb className="cf-breadcrumb">
      <BreadcrumbItem
        render={({ className }) => (
          <Link to={to} className={className}>
            {list}
          </Link>
        )}
      />
      <BreadcrumbItem isActive>{here}</BreadcrumbItem>
    </Breadcrumb>
  );
}
